using System.Diagnostics.CodeAnalysis;

namespace Weave.Testing;

/// <summary>Completed tasks of any type.</summary>
static class Tasks
{
    /// <summary>The result, boxed; null if there is none.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Tests are not trimmed.")]
    public static object? ResultOf(Task task) =>
        task.GetType().GetProperty("Result") is { } property && property.PropertyType.Name != "VoidTaskResult" ? property.GetValue(task) : null;
}
