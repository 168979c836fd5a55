using Weave.Transport.Wire;

namespace Weave.Transport.Links;

/// <summary>The other side refused a connection, in the protocol's words.</summary>
sealed class HandshakeRefusedException(RefusalCode code, string reason) : Exception($"{code}: {reason}")
{
    internal RefusalCode Code { get; } = code;

    /// <summary>Trying again brings nothing before somebody has changed something.</summary>
    internal bool Lasting => Code is not (RefusalCode.Crossed or RefusalCode.Closing);
}
