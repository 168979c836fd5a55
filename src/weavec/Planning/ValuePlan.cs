using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Weave.Analyzer.Model;

namespace Weave.Tool.Planning;

/// <summary>One variable of a contract.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as contracts state it.</param>
/// <param name="Size">What it takes in a checkpoint.</param>
sealed partial record ValuePlan(string Name, string Type, SizeEstimate Size)
{
    /// <summary>The type without namespaces, for people: <c>List&lt;Order&gt;</c>.</summary>
    [JsonIgnore]
    public string ShortType => Namespaces().Replace(Type, "");

    [GeneratedRegex(@"(?<![\w.])(?:[\w@]+\.)+(?=\w)")]
    private static partial Regex Namespaces();
}
