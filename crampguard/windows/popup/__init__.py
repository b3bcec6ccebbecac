"""Our own pop-up, where no notification server shows the notice."""
