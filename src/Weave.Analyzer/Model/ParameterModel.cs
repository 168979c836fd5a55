namespace Weave.Analyzer.Model;

/// <summary>A parameter of a fragment function or step.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as generated code writes it.</param>
/// <param name="Default">Its default value as text, or null.</param>
/// <param name="Params">True for a <c>params</c> parameter.</param>
public sealed record ParameterModel(string Name, string Type, string? Default, bool Params)
{
    /// <summary>The expression that hands it on: what is handed a dynamic value would be bound at run time.</summary>
    public string Passed => Type is "dynamic" or "dynamic?" ? $"(object){Name}" : Name;
}
