namespace Weave.Checkpoints;

/// <summary>What an envelope says of how its payload is compressed.</summary>
/// <param name="Name">The codec.</param>
/// <param name="Dictionary">The symbol of its dictionary, or -1.</param>
/// <param name="Prefix">The check of the payload of the checkpoint before it, where that is needed to decompress it.</param>
readonly record struct PayloadCodec(string Name, int Dictionary, uint? Prefix);
