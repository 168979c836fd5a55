using Weave.Analyzer.Codecs;

namespace Weave.Generator.Codecs;

/// <summary>A statement that registers a function or step.</summary>
/// <param name="Home">The type inside which it has to stand; null for the module initializer.</param>
/// <param name="Statement">The statement.</param>
sealed record Registration(HomeModel? Home, string Statement);
