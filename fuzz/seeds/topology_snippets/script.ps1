Set-CsExternalAccessPolicy -Identity Global -EnableXmppAccess $true # on
%%
Set-CsExternalAccessPolicy –Identity Global -EnableXmppAccess $wahr # an