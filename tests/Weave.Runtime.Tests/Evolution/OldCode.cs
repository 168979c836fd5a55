namespace Weave.Runtime.Tests.Evolution.Old;

/// <summary>The types as an old build had them; tests rename <c>Old.</c> to <c>New.</c> in the stored texts.</summary>
sealed class Thing
{
    public int Id;
    public string Gone = "";
    public List<Spot> Spots = [];
    public Spot At;
    public Thing? Next;
    public Relic? Relic;
    public float Weight;
}

struct Spot
{
    public int X;
    public int Y;
}

/// <summary>New code has no such type.</summary>
sealed class Relic
{
    public string Text = "";
    public object? Other;
}

sealed class Card
{
    public int Id;
    public Relic? Gone;
    public string Name = "";
}

sealed class Person
{
    public int Age;
    public List<string> Tags = [];
}
