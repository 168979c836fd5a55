namespace Weave.Analyzer.Codecs;

/// <summary>A codec that the module registers for one closed type.</summary>
/// <param name="Key">The type, as <see cref="TypeNames.Key"/> spells it.</param>
/// <param name="Home">The type inside which the registration has to stand; null if any place in the assembly will do.</param>
/// <param name="Registration">The expression that makes the codec; for a generic one, the definitions of type and codec.</param>
/// <param name="Generated">The codec class to generate; null if the runtime has it.</param>
sealed record CodecModel(string Key, HomeModel? Home, string Registration, GeneratedCodecModel? Generated);
