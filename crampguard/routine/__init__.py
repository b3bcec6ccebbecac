"""The pure heart: nights, habits, plan and checklist. It knows no Qt, no disk and no clock."""
