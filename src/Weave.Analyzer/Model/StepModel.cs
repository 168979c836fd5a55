using Weave.Analyzer.Support;

namespace Weave.Analyzer.Model;

/// <summary>A step, read.</summary>
/// <param name="Signature">Its outside.</param>
/// <param name="Arguments">Its parameters as contract variables.</param>
/// <param name="Anchor">Hash of its signature.</param>
/// <param name="Retries">How often a failed attempt is made again.</param>
/// <param name="RetryDelay">Milliseconds before the first retry.</param>
public sealed record StepModel(MethodSignature Signature, EquatableArray<Variable> Arguments, string Anchor, int Retries, int RetryDelay);
