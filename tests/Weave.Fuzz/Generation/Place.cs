namespace Weave.Fuzz.Generation;

/// <summary>Where code is being written: what is in scope, and what may stand here.</summary>
/// <param name="Program">The program.</param>
/// <param name="Method">The method.</param>
/// <param name="Scope">The variables.</param>
sealed record Place(ProgramPlan Program, MethodPlan Method, Scope Scope)
{
    public Dice Dice => Program.Dice;

    public Features Features => Program.Features;

    /// <summary>True where a cut may stand: a call of a fragment function, an await.</summary>
    public bool Cuts { get; init; } = true;

    public bool Break { get; init; }

    public bool Continue { get; init; }

    public bool Return { get; init; } = true;

    /// <summary>True in a lambda or local function.</summary>
    public bool Nested { get; init; }

    /// <summary>True in a catch or finally block.</summary>
    public bool Handler { get; init; }

    /// <summary>How deep statements are nested.</summary>
    public int Depth { get; init; }

    public bool Async => Method.Async && !Nested;

    /// <summary>The place inside a construct where a cut may stand as often as the feature says.</summary>
    public Place In(string feature) => Cuts && !Dice.Chance(Features[feature]) ? this with { Cuts = false } : this;

    /// <summary>A block inside.</summary>
    public Place Inner() => this with { Scope = new(Scope), Depth = Depth + 1 };

    /// <summary>The body of a loop.</summary>
    public Place Loop() => Inner() with { Break = true, Continue = true };

    /// <summary>The body of a function inside this one: no cut, no jump out.</summary>
    public Place Function() => Inner() with { Scope = new(Method.Home == Home.Gauge ? Scope.Without("Level", "Marks") : Scope), Cuts = false, Break = false, Continue = false, Return = false, Nested = true };

    public bool Use(string feature, int percent) => Features[feature] > 0 && Dice.Chance(percent);

    /// <summary>Declares a variable with a name of its own.</summary>
    public string Declare(Ty type, bool writable = true)
    {
        var name = Method.Fresh(type);
        Scope.Add(new(name, type, writable));
        return name;
    }

    /// <summary>One of these types, by the features that some of them belong to.</summary>
    public Ty Draw(IReadOnlyList<Ty> types) => Program.Draw(types);

    public string? Any(Ty type, bool writable = false)
    {
        var found = Scope.Of(type, writable);
        return found.Count == 0 ? null : Dice.Pick(found).Name;
    }

    public Variable? AnyOf(Func<Variable, bool> fits)
    {
        var found = Scope.All.Where(fits).ToList();
        return found.Count == 0 ? null : Dice.Pick(found);
    }
}
