using Weave.Evolution;

namespace Weave.Inspection;

/// <summary>The bytes of one frame or object, and what they are.</summary>
/// <param name="Schema">The text of its schema.</param>
/// <param name="Layouts">The layouts in its envelope.</param>
/// <param name="Bytes">The bytes around it.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many bytes it has.</param>
sealed record RecordView(string Schema, EnvelopeLayouts Layouts, byte[] Bytes, int Start, int Length);
