namespace Weave.EndToEnd.Scenarios;

/// <summary>A type that the next build gives a member more.</summary>
public sealed class Parcel
{
    public int Weight { get; set; }

#if NEXT
    public string? Stamp { get; set; }
#endif
}
