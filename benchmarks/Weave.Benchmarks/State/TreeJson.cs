using System.Text.Json.Serialization;

namespace Weave.Benchmarks.State;

/// <summary>What System.Text.Json generates for a tree.</summary>
[JsonSerializable(typeof(TreeNode))]
sealed partial class TreeJson : JsonSerializerContext;
