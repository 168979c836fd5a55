namespace Weave.Runtime.Tests.Evolution.New;

/// <summary>The types as a new build has them.</summary>
sealed class Thing
{
    public double Weight;
    public List<Spot> Spots = [];
    public Thing? Next;
    public decimal? Price;
    public long? Id;
    public Spot Home;
    public Spot At;
}

struct Spot
{
    public long Y;
    public long X;
    public string Name;
}

sealed class Card
{
    public string Name = "";
    public int Id;
    public double Added;
}

sealed class Person
{
    public HashSet<string> Labels = [];
    public int Years;
}
