namespace Weave.Certificates;

/// <summary>A certificate, key or authority cannot be made or used.</summary>
public sealed class CertificateException : WeaveException
{
    internal CertificateException(string message, string advice, Exception? cause = null)
        : base(message, advice, null, cause)
    {
    }
}
