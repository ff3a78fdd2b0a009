# Takes cas-agent off this server and leaves the address where it is. Run as administrator:
#   powershell -ExecutionPolicy Bypass -File uninstall.ps1
#   -Purge   also the settings, certificates, journal and unsent mail
# Pause the other agent first, or end it: it would go on looking after the address.
# PowerShell 2.0 and plain ASCII, so that it runs on every server and can be signed.
param(
  [switch]$Purge
)

$ErrorActionPreference = 'Stop'

$service = 'cas-agent'
$root = Join-Path $env:ProgramFiles 'cas-failover'
$data = Join-Path $env:ProgramData 'cas-failover'
$system = [Environment]::SystemDirectory
$netsh = Join-Path $system 'netsh.exe'
$sc = Join-Path $system 'sc.exe'

function Stop-Java([int]$Id) {
  $found = Get-Process | Where-Object { ($_.Id -eq $Id) -and (@('cas-agent', 'java') -contains $_.ProcessName) }
  if ($found) { $found | Stop-Process -Force }
}

# An agent that is told to stop gives the address up. So it is ended, and its guard, which would delete the address once
# it is not fed, right after it: within the lease, of 8 s unless the settings say otherwise.
$known = Get-WmiObject Win32_Service | Where-Object { $_.Name -eq $service }
if ($known) {
  & $sc failure $service 'reset=' 0 'actions=' '""' | Out-Null
  & $sc config $service 'start=' disabled | Out-Null
  if ($known.ProcessId -gt 0) { Stop-Java $known.ProcessId }
  $claim = Join-Path $data 'guard'
  if (Test-Path $claim) { Stop-Java ([int](([string](Get-Content $claim)).Split(' ')[0])) }
  & (Join-Path $root "bin\$service.exe") "//DS//$service"
  if ($LASTEXITCODE -ne 0) { & $sc delete $service | Out-Null }
}

foreach ($rule in @('cas-agent', 'cas-agent ping')) {
  & $netsh advfirewall firewall delete rule "name=$rule" | Out-Null
}
if ([Diagnostics.EventLog]::SourceExists('cas-failover')) {
  Write-EventLog -LogName Application -Source 'cas-failover' -EventId 2 -EntryType Information `
    -Message 'cas-failover was uninstalled; the address was left as it is.'
  Remove-EventLog -Source 'cas-failover'
}
if (Test-Path $root) { Remove-Item $root -Recurse -Force }
if ($Purge -and (Test-Path $data)) { Remove-Item $data -Recurse -Force }

Write-Output 'cas-failover is gone. If the address was here, it still is, until this server restarts. To keep it for good:'
Write-Output '  netsh interface ipv4 delete address name=INDEX address=ADDRESS store=active'
Write-Output '  netsh interface ipv4 add address name=INDEX address=ADDRESS mask=MASK skipassource=true'
