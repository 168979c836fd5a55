namespace Weave.Fuzz.Generation;

/// <summary>A variable that is in scope and has a value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Writable">False for what C# or the end of a loop forbids to assign.</param>
sealed record Variable(string Name, Ty Type, bool Writable);
