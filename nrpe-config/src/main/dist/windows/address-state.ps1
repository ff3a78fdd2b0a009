# Tells cas-agent how an address of this server stands, once duplicate address detection is over:
#   STATE word, with the word of Windows: Preferred, Duplicate, Tentative, Deprecated, Invalid; or Absent
# It changes nothing. PowerShell 2.0 and plain ASCII, so that it runs on every server and can be signed.
param(
  [string]$Address,
  [int]$Wait
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

function Get-State {
  foreach ($nic in [Net.NetworkInformation.NetworkInterface]::GetAllNetworkInterfaces()) {
    foreach ($entry in $nic.GetIPProperties().UnicastAddresses) {
      if ([string]$entry.Address -eq $Address) { return [string]$entry.DuplicateAddressDetectionState }
    }
  }
  return 'Absent'
}

# One that was just added may not be shown yet; one that could not be added never will.
$longest = @{ 'Tentative' = $Wait; 'Absent' = 500 }
$clock = [Diagnostics.Stopwatch]::StartNew()
$state = Get-State
while ($longest.ContainsKey($state) -and ($clock.ElapsedMilliseconds -lt $longest[$state])) {
  Start-Sleep -Milliseconds 50
  $state = Get-State
}
[Console]::Out.Write("STATE $state`r`n")
