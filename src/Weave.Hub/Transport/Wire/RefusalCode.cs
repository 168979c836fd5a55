namespace Weave.Transport.Wire;

/// <summary>Why a hub takes no connection. The numbers are the protocol's.</summary>
enum RefusalCode : ushort
{
    /// <summary>What came first is no hello.</summary>
    NotAHello = 1,

    /// <summary>No version that both speak.</summary>
    Version = 2,

    /// <summary>Another cluster.</summary>
    Cluster = 3,

    /// <summary>Another hub was meant.</summary>
    NotMe = 4,

    /// <summary>The certificate is another hub's.</summary>
    NotYou = 5,

    /// <summary>Both dialled at once: the other connection stays. Not an error.</summary>
    Crossed = 6,

    /// <summary>This hub is about to end.</summary>
    Closing = 7,
}
