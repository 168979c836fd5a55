using Weave.Storage;

namespace Weave.State;

/// <summary>A large object of a checkpoint that is kept outside of it, and only once.</summary>
/// <param name="Name">The SHA-256 of the content.</param>
/// <param name="Content">What to store under that name.</param>
public readonly record struct StateBlob(BlobHash Name, ReadOnlyMemory<byte> Content);
