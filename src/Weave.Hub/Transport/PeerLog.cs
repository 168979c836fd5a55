using Microsoft.Extensions.Logging;

namespace Weave.Transport;

/// <summary>What the transport says of itself.</summary>
sealed partial class PeerLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Information, "Connected to hub '{Hub}': its connection {Number}, {Way}")]
    internal partial void Connected(string hub, ulong number, string way);

    [LoggerMessage(2, LogLevel.Warning, "Connection {Number} to hub '{Hub}' has ended: {Reason}")]
    internal partial void Disconnected(string hub, ulong number, string reason);

    [LoggerMessage(3, LogLevel.Warning, "No connection to hub '{Hub}': {Reason}")]
    internal partial void NotConnected(string hub, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Refused a connection from {Way}: {Reason}")]
    internal partial void Refused(string way, string reason);

    [LoggerMessage(5, LogLevel.Information, "Hub '{Hub}' was started anew")]
    internal partial void HubRestarted(string hub);

    [LoggerMessage(6, LogLevel.Error, "A request of hub '{Hub}' failed: {Method}")]
    internal partial void RequestFailed(Exception error, string hub, PeerMethod method);

    [LoggerMessage(7, LogLevel.Warning, "The certificates of hub '{Hub}' have changed and are not taken, the ones before stay in use: {Reason}")]
    internal partial void CertificatesNotTaken(string hub, string reason);
}
