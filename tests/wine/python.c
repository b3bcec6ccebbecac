/* python.exe: hands its arguments to the DLL, as that of python.org does. */
#include <windows.h>

int wmain(int argc, wchar_t **argv) {
    HMODULE python = LoadLibraryW(L"python311.dll");
    if (!python) return 127;
    int (*run)(int, wchar_t **) = (void *)GetProcAddress(python, "Py_Main");
    return run(argc, argv);
}
