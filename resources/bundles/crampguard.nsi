; The installer for Windows, for one user and without an administrator: `python -m tests.bundles windows` compiles it.
;
; VERSION, KILOBYTES (installed), FOLDER (PyInstaller's), ICON, SIDE (a picture) and OUT come with the command line.

Unicode true
Target amd64-unicode ; Wine alone runs no 32-bit programs, and Qt needs a 64-bit Windows anyway
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh

!define PROGRAM "$INSTDIR\crampguardw.exe"
!define RUNNING "$LOCALAPPDATA\crampguard\running.pipe" ; there while it runs
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\CrampGuard"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define APPROVED "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"

Name "CrampGuard"
BrandingText "CrampGuard ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\CrampGuard"
InstallDirRegKey HKCU "${UNINSTALL}" InstallLocation

VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "CrampGuard"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "CrampGuard Setup"
VIAddVersionKey LegalCopyright "2026 The CrampGuard founders"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH AspectFitHeight
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
!define MUI_FINISHPAGE_RUN "${PROGRAM}"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(KEPT)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

; Windows' language chooses among them; the first is for all others.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "PortugueseBR"
!insertmacro MUI_LANGUAGE "Arabic"

LangString WELCOME ${LANG_ENGLISH} "CrampGuard will be installed for you alone. It needs no administrator and no internet.$\r$\n$\r$\nA CrampGuard that is running is ended first. What you have recorded stays."
LangString WELCOME ${LANG_GERMAN} "CrampGuard wird nur für Sie installiert. Dafür braucht es weder einen Administrator noch das Internet.$\r$\n$\r$\nEin laufendes CrampGuard wird vorher beendet. Was Sie eingetragen haben, bleibt erhalten."
LangString WELCOME ${LANG_SPANISH} "CrampGuard se instalará solo para usted. No necesita administrador ni internet.$\r$\n$\r$\nSi CrampGuard está en marcha, antes se cierra. Lo que usted ha anotado se conserva."
LangString WELCOME ${LANG_FRENCH} "CrampGuard sera installé pour vous seul, sans administrateur et sans internet.$\r$\n$\r$\nSi CrampGuard est en marche, il est d’abord fermé. Ce que vous avez noté est conservé."
LangString WELCOME ${LANG_PORTUGUESEBR} "O CrampGuard será instalado só para você. Não precisa de administrador nem de internet.$\r$\n$\r$\nSe o CrampGuard estiver aberto, ele é encerrado antes. O que você anotou é mantido."
LangString WELCOME ${LANG_ARABIC} "سيُثبَّت CrampGuard لك وحدك، ولا يحتاج إلى مسؤول ولا إلى الإنترنت.$\r$\n$\r$\nإذا كان CrampGuard يعمل فسيُغلَق أولًا. ويبقى ما سجّلته."

LangString STILL_RUNNING ${LANG_ENGLISH} "CrampGuard is still running. Choose Quit in the menu of its moon beside the clock, then try again."
LangString STILL_RUNNING ${LANG_GERMAN} "CrampGuard läuft noch. Wählen Sie „Beenden“ im Menü seines Mondes neben der Uhr, und versuchen Sie es dann noch einmal."
LangString STILL_RUNNING ${LANG_SPANISH} "CrampGuard sigue en marcha. Elija «Salir» en el menú de su luna, junto al reloj, y vuelva a intentarlo."
LangString STILL_RUNNING ${LANG_FRENCH} "CrampGuard est encore en marche. Choisissez « Quitter » dans le menu de sa lune, à côté de l’horloge, puis réessayez."
LangString STILL_RUNNING ${LANG_PORTUGUESEBR} "O CrampGuard ainda está aberto. Escolha “Sair” no menu da lua dele, ao lado do relógio, e tente de novo."
LangString STILL_RUNNING ${LANG_ARABIC} "ما زال CrampGuard يعمل. اختر «إنهاء» من قائمة قمره بجانب الساعة، ثم حاول مرة أخرى."

LangString KEPT ${LANG_ENGLISH} "CrampGuard will be removed. Your diary and your settings stay, in the folder $LOCALAPPDATA\crampguard. Delete that folder afterwards if you no longer want them."
LangString KEPT ${LANG_GERMAN} "CrampGuard wird entfernt. Ihr Tagebuch und Ihre Einstellungen bleiben, im Ordner $LOCALAPPDATA\crampguard. Löschen Sie danach diesen Ordner, wenn Sie beides nicht mehr möchten."
LangString KEPT ${LANG_SPANISH} "CrampGuard se quitará. Su diario y sus ajustes se conservan en la carpeta $LOCALAPPDATA\crampguard. Borre después esa carpeta si ya no los quiere."
LangString KEPT ${LANG_FRENCH} "CrampGuard sera retiré. Votre carnet et vos réglages restent dans le dossier $LOCALAPPDATA\crampguard. Supprimez ensuite ce dossier si vous n’en voulez plus."
LangString KEPT ${LANG_PORTUGUESEBR} "O CrampGuard será removido. O seu diário e as suas configurações ficam na pasta $LOCALAPPDATA\crampguard. Apague essa pasta depois, se não os quiser mais."
LangString KEPT ${LANG_ARABIC} "سيُزال CrampGuard. تبقى مفكرتك وإعداداتك في المجلد $LOCALAPPDATA\crampguard. احذف هذا المجلد بعد ذلك إن لم تعد تريدهما."

LangString TOO_OLD ${LANG_ENGLISH} "CrampGuard needs Windows 10 or newer."
LangString TOO_OLD ${LANG_GERMAN} "CrampGuard braucht Windows 10 oder neuer."
LangString TOO_OLD ${LANG_SPANISH} "CrampGuard necesita Windows 10 o posterior."
LangString TOO_OLD ${LANG_FRENCH} "CrampGuard a besoin de Windows 10 ou plus récent."
LangString TOO_OLD ${LANG_PORTUGUESEBR} "O CrampGuard precisa do Windows 10 ou mais recente."
LangString TOO_OLD ${LANG_ARABIC} "يحتاج CrampGuard إلى Windows 10 أو أحدث."

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    Quit
  ${EndIf}
FunctionEnd

; Asks it to quit, and waits until it has: Windows lets nobody write to a program that runs.
!macro END_PROGRAM un
Function ${un}EndProgram
  ${If} ${FileExists} "${RUNNING}"
  ${AndIf} ${FileExists} "$INSTDIR\crampguard.exe"
    nsExec::Exec '"$INSTDIR\crampguard.exe" quit'
    Pop $0
  ${EndIf}
  ${For} $1 1 50
    StrCpy $2 ""
    Push "$INSTDIR\crampguard.exe"
    Call ${un}IsInUse
    Push "${PROGRAM}"
    Call ${un}IsInUse
    ${If} $2 == ""
      Return
    ${EndIf}
    Sleep 200
  ${Next}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(STILL_RUNNING)" /SD IDCANCEL IDRETRY again
  Abort
  again:
  Call ${un}EndProgram
FunctionEnd

; Sets $2 where the program that was pushed is running.
Function ${un}IsInUse
  Exch $3
  ${If} ${FileExists} $3
    ClearErrors
    FileOpen $4 $3 a
    ${If} ${Errors}
      StrCpy $2 "yes"
    ${Else}
      FileClose $4
    ${EndIf}
  ${EndIf}
  Pop $3
FunctionEnd
!macroend
!insertmacro END_PROGRAM ""
!insertmacro END_PROGRAM "un."

!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licenses"
  Delete "$INSTDIR\crampguard.exe"
  Delete "${PROGRAM}"
!macroend

Section
  StrCpy $R0 ""
  ${If} ${FileExists} "${RUNNING}"
  ${AndIf} ${FileExists} "${PROGRAM}"
    StrCpy $R0 "was running"
  ${EndIf}
  Call EndProgram
  !insertmacro REMOVE_PROGRAM ; an older version may have had other files
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\CrampGuard.lnk" "${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" DisplayName "CrampGuard"
  WriteRegStr HKCU "${UNINSTALL}" DisplayVersion "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" DisplayIcon "${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" Publisher "The CrampGuard founders"
  WriteRegStr HKCU "${UNINSTALL}" InstallLocation "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" UninstallString '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" EstimatedSize ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" NoModify 1
  WriteRegDWORD HKCU "${UNINSTALL}" NoRepair 1
  ${If} ${Silent}
  ${AndIf} $R0 != ""
    Exec '"${PROGRAM}"'
  ${EndIf}
SectionEnd

Section Uninstall
  Call un.EndProgram
  ; another copy may be the one that starts at login
  ReadRegStr $0 HKCU "${RUN}" CrampGuard
  ${If} $0 == "${PROGRAM}"
  ${OrIf} $0 == '"${PROGRAM}"'
    DeleteRegValue HKCU "${RUN}" CrampGuard
    DeleteRegValue HKCU "${APPROVED}" CrampGuard
  ${EndIf}
  DeleteRegKey HKCU "${UNINSTALL}"
  Delete "$SMPROGRAMS\CrampGuard.lnk"
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
SectionEnd
