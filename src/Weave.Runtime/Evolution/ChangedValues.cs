using Weave.State;

namespace Weave.Evolution;

/// <summary>Values that other code saved, where this code wants to read them.</summary>
static class ChangedValues
{
    /// <summary>Moves a reader to the values in this code's layout. Returns those that this code does not know, or null.</summary>
    /// <param name="reader">Reads them afterwards.</param>
    /// <param name="change">How they are read.</param>
    /// <param name="from">The schemas of the envelope that holds them.</param>
    /// <param name="data">Its bytes.</param>
    /// <param name="start">Where they begin.</param>
    /// <param name="length">How many bytes they are.</param>
    /// <param name="owner">For error messages: what has them.</param>
    /// <param name="mayLose">True if a value may be lost that cannot be kept.</param>
    public static KeptFields? MoveTo(StateReader reader, LayoutChange change, EnvelopeSchemas from, byte[] data, int start, int length, string owner, bool mayLose)
    {
        var places = from.Layouts.SplitAll(change.Old, data, start, length, owner, reader.Run);
        var kept = KeptFields.Take(change, from, data, places, reader.Heap, reader, mayLose);
        var now = Transcoder.Rewrite(change, from, data, places, reader.Heap, whole: true, reader.Run);
        reader.From = from;
        reader.MoveTo(now, 0, now.Length);
        return kept;
    }
}
