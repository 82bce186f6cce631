# The XMPP gateway
$pool = "pool2019.contoso.com"
New-CsXmppAllowedPartner -Identity fabrikam.com -TlsNegotiation Required -SaslNegotiation NotSupported `
    -PartnerType Federated -SupportDialbackNegotiation $true
Set-CsExternalAccessPolicy Global -EnableXmppAccess:$true
Get-CsUser | Where-Object { $_.Enabled } | Move-CsUser -Target $pool -Confirm:$false
Set-CsSite -Identity site:Berlin @{a = 1; b = 'it''s'}
<# a
block #> Enable-CsTopology; Stop-CsWindowsService
$text = @"
here $($pool.Length)
"@
