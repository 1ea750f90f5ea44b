Option Explicit
' promo_xl: the buttons of the home page. A button does what the command line's verb of the
' same name does; the work itself is done by Python, through RunPython of the module xlwings.

Private Const MOST As Long = 16
Private lifted(1 To 16) As Object
Private kept(1 To 16, 1 To 16) As Variant
Private held As Long
Private waits As Long
@SUBS@
' Run one button. The sheets that promo_xl writes to are protected against slips, without a
' password: protection is lifted while Python runs and comes back as it was, also on errors.
Private Sub PromoRun(ByVal key As String)
    Dim answer As Variant
    Dim fault As String
    If Len(ThisWorkbook.Path) = 0 Then
        MsgBox SaySaveFirst(), vbExclamation, "promo_xl"
        Exit Sub
    End If
    On Error GoTo Failed
    PromoLift
    answer = RunPython("import promo_xl.buttons as b; b." & key & "()")
    If PromoIsMac() Then
        waits = 0
        PromoWait
        Exit Sub
    End If
    PromoGuard
    If answer = -1 Then MsgBox SayNotStarted(), vbExclamation, "promo_xl"
    Exit Sub
Failed:
    fault = Err.Description
    PromoGuard
    MsgBox SayNotStarted() & vbCrLf & vbCrLf & fault, vbExclamation, "promo_xl"
End Sub

' On a Mac RunPython returns at once. It writes to the status bar, and clears it at the end:
' look every two seconds, for ten minutes at most.
Public Sub PromoWait()
    waits = waits + 1
    If waits < 300 And VarType(Application.StatusBar) = vbString Then
        Application.OnTime Now + TimeSerial(0, 0, 2), PromoOwn("PromoWait")
    Else
        PromoGuard
    End If
End Sub

' Name a macro of this workbook: others that are open may have one of the same name.
Private Function PromoOwn(ByVal name As String) As String
    PromoOwn = "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & name
End Function

Private Function PromoIsMac() As Boolean
    #If Mac Then
        PromoIsMac = True
    #End If
End Function

Private Sub PromoLift()
    Dim sh As Worksheet
    Dim own As String
    own = PromoOwnSheets()
    For Each sh In ThisWorkbook.Worksheets
        If InStr(1, own, "|" & sh.CodeName & "|", vbTextCompare) > 0 Then PromoLiftOne sh
    Next sh
End Sub

' A sheet that somebody gave a password stays protected: the empty one does not open it.
Private Sub PromoLiftOne(ByVal sh As Object)
    If Not PromoIsProtected(sh) Or held = MOST Then Exit Sub
    held = held + 1
    Set lifted(held) = sh
    PromoRemember sh, held
    On Error Resume Next
    sh.Unprotect ""
End Sub

Private Sub PromoRemember(ByVal sh As Object, ByVal n As Long)
    kept(n, 12) = sh.ProtectDrawingObjects
    kept(n, 13) = sh.ProtectContents
    kept(n, 14) = sh.ProtectScenarios
    On Error Resume Next
    kept(n, 15) = sh.ProtectionMode
    kept(n, 16) = sh.EnableSelection
    kept(n, 1) = sh.Protection.AllowFormattingCells
    kept(n, 2) = sh.Protection.AllowFormattingColumns
    kept(n, 3) = sh.Protection.AllowFormattingRows
    kept(n, 4) = sh.Protection.AllowInsertingColumns
    kept(n, 5) = sh.Protection.AllowInsertingRows
    kept(n, 6) = sh.Protection.AllowInsertingHyperlinks
    kept(n, 7) = sh.Protection.AllowDeletingColumns
    kept(n, 8) = sh.Protection.AllowDeletingRows
    kept(n, 9) = sh.Protection.AllowSorting
    kept(n, 10) = sh.Protection.AllowFiltering
    kept(n, 11) = sh.Protection.AllowUsingPivotTables
End Sub

Private Function PromoIsProtected(ByVal sh As Object) As Boolean
    PromoIsProtected = sh.ProtectContents Or sh.ProtectDrawingObjects Or sh.ProtectScenarios
End Function

Private Function PromoIsAsKept(ByVal sh As Object, ByVal n As Long) As Boolean
    PromoIsAsKept = sh.ProtectDrawingObjects = kept(n, 12) And sh.ProtectContents = kept(n, 13) _
        And sh.ProtectScenarios = kept(n, 14)
End Function

Private Sub PromoGuard()
    Do While held > 0
        PromoGuardOne lifted(held), held
        Set lifted(held) = Nothing
        held = held - 1
    Loop
End Sub

Private Sub PromoGuardOne(ByVal sh As Object, ByVal n As Long)
    Dim same As Boolean
    On Error Resume Next
    same = PromoIsAsKept(sh, n)
    If same Then Exit Sub
    sh.Protect DrawingObjects:=kept(n, 12), Contents:=kept(n, 13), Scenarios:=kept(n, 14), _
        UserInterfaceOnly:=kept(n, 15), AllowFormattingCells:=kept(n, 1), _
        AllowFormattingColumns:=kept(n, 2), AllowFormattingRows:=kept(n, 3), _
        AllowInsertingColumns:=kept(n, 4), AllowInsertingRows:=kept(n, 5), _
        AllowInsertingHyperlinks:=kept(n, 6), AllowDeletingColumns:=kept(n, 7), _
        AllowDeletingRows:=kept(n, 8), AllowSorting:=kept(n, 9), _
        AllowFiltering:=kept(n, 10), AllowUsingPivotTables:=kept(n, 11)
    If sh.ProtectContents <> kept(n, 13) Then sh.Protect
    sh.EnableSelection = kept(n, 16)
End Sub

' The code names of the sheets that promo_xl writes to.
Private Function PromoOwnSheets() As String
    Dim s As String
@SHEETS@
    PromoOwnSheets = s
End Function

Private Function SaySaveFirst() As String
    Dim s As String
@SAVE_FIRST@
    SaySaveFirst = s
End Function

Private Function SayNotStarted() As String
    Dim s As String
@NOT_STARTED@
    SayNotStarted = s
End Function
