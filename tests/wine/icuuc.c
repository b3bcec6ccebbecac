/* Qt needs this DLL of Windows 10 to load, which Wine 8 lacks. Without a converter Qt goes on with its own. */
#define MISSING(name) __declspec(dllexport) void *name(void) { return 0; }

static const int U_UNSUPPORTED_ERROR = 16;

__declspec(dllexport) void *ucnv_open(const char *name, int *error) {
    *error = U_UNSUPPORTED_ERROR;
    return 0;
}

MISSING(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
MISSING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
MISSING(ucnv_close)
MISSING(ucnv_countAvailable)
MISSING(ucnv_fromUnicode)
MISSING(ucnv_getAvailableName)
MISSING(ucnv_getFromUCallBack)
MISSING(ucnv_getMaxCharSize)
MISSING(ucnv_getName)
MISSING(ucnv_getStandardName)
MISSING(ucnv_getToUCallBack)
MISSING(ucnv_reset)
MISSING(ucnv_setFromUCallBack)
MISSING(ucnv_setToUCallBack)
MISSING(ucnv_toUCountPending)
MISSING(ucnv_fromUCountPending)
MISSING(ucnv_toUnicode)
