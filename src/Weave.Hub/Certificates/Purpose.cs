namespace Weave.Certificates;

/// <summary>What a certificate may be used for, by object identifiers.</summary>
static class Purpose
{
    /// <summary>To be connected to.</summary>
    internal const string Server = "1.3.6.1.5.5.7.3.1";

    /// <summary>To connect.</summary>
    internal const string Client = "1.3.6.1.5.5.7.3.2";
}
