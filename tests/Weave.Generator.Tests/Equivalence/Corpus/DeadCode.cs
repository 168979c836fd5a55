using Weave;

namespace Corpus.DeadCode;

/// <summary>Code that never runs, with cuts in it: behind guards and conditions that are constant, whatever makes them so, and behind jumps.</summary>
public static partial class Sample
{
    const bool No = false;
    const bool Yes = !No;
    const string Name = "a";

    /// <summary>What the fuzzer found: behind a lambda in dead code, the compiler's analysis of regions takes control for alive.</summary>
    [Fragment, Case(1), Case(7)]
    public static int GuardOfLiterals(int n)
    {
        var kept = n * 3;
        switch (Stop.Int(n))
        {
            case > 5 when "" == "q":
                try
                {
                    Log.Add(kept);
                }
                finally
                {
                    Func<int, int> inner = v => v + n;
                    Log.Add(Stop.Int(inner(1)) + kept);
                    Log.Add(Stop.Text("x") switch { "a" => n, _ => Stop.Int(kept) });
                }
                break;
            case 1:
                kept += Stop.Int(2);
                break;
        }
        return kept + n;
    }

    [Fragment, Case(1), Case(7)]
    public static int GuardOfField(int n)
    {
        var kept = n * 3;
        switch (Stop.Int(n))
        {
            case > 5 when No:
                kept = Stop.Int(1);
                for (var i = 0; i < n; i++)
                    Log.Add(Stop.Int(i) + kept);
                break;
            case > 5 when Yes:
                kept += Stop.Int(3);
                break;
            case 1 when Name == "a" && !No:
                kept += Stop.Int(2);
                goto default;
            default:
                Log.Add(kept);
                break;
        }
        for (var i = 0; i < 2; i++)
            kept += Stop.Int(i);
        return kept + n;
    }

    [Fragment, Case(1), Case(7)]
    public static int GuardOfLocal(int n)
    {
        const int size = 4;
        var kept = n * 3;
        switch (n)
        {
            case > 5 when size > 4:
                kept += Stop.Int(1);
                goto case 1;
            case 1 when size > 3 && Stop.Bool(kept > 0):
                kept += Stop.Int(2);
                break;
            case 1:
                kept += Stop.Int(4);
                break;
            case 7 when size > 4 && Stop.Bool(kept > 0):
                kept += Stop.Int(8);
                break;
        }
        return kept + Stop.Int(n) + kept;
    }

    [Fragment, Case(1), Case(7)]
    public static int GuardsOfArms(int n)
    {
        const int size = 4;
        var kept = n * 3;
        var chosen = Stop.Int(n) switch
        {
            > 5 when false => Stop.Int(kept) + n,
            > 5 when "" == "q" => Stop.Int(kept) + n,
            > 5 when size > 3 => Stop.Int(kept + 1) + n,
            1 when No || Name != "a" => Stop.Int(kept + 2) + n,
            1 when Yes && Stop.Bool(n > 0) => Stop.Int(kept + 3) + n,
            _ => Stop.Int(kept + 4),
        };
        return chosen + kept + n;
    }

    [Fragment, Case(1), Case(7)]
    public static int Ifs(int n)
    {
        const int size = 4;
        var kept = n * 3;
        if (false)
            kept = Stop.Int(1) + n;
        if (size > 4)
        {
            kept = Stop.Int(2) + n;
            Log.Add(kept);
        }
        else
        {
            kept += Stop.Int(3);
        }
        if (n > 0 && No)
            kept += Stop.Int(n) + kept;
        if (n > 100 || Name == "a")
            kept += Stop.Int(4) + kept;
        else
            kept -= Stop.Int(5) + kept;
        if (No && Stop.Bool(n > 0))
            kept -= Stop.Int(6);
        if ((No && n > 0) || (Yes ? No : Stop.Bool(true)))
            kept -= Stop.Int(7);
        return kept + n;
    }

    [Fragment, Case(1), Case(3)]
    public static int Loops(int n)
    {
        var kept = n * 3;
        while (false)
            kept += Stop.Int(1) + n;
        while ("" == "q")
        {
            kept += Stop.Int(2) + n;
            if (kept > 4)
                continue;
            Log.Add(n);
        }
        for (var i = 0; No; i++)
            kept += Stop.Int(i);
        for (var i = 0; i < n && No; i++)
            kept += Stop.Int(i);
        do
            kept += Stop.Int(3);
        while (Name == "b");
        while (Yes)
        {
            kept += Stop.Int(4);
            if (kept > n)
                break;
        }
        while (n > 0)
            kept += Stop.Int(n--);
        return kept + n;
    }

    /// <summary>No end of the try statements is ever reached, so nothing tells whether their ends would be.</summary>
    [Fragment, Case(1), Case(7)]
    public static int Tries(int n)
    {
        var kept = n * 3;
        if (No)
        {
            try
            {
                kept += Stop.Int(1);
                if (kept > n)
                    return kept;
                Log.Add(kept);
            }
            catch (InvalidOperationException e)
            {
                kept += Stop.Int(2);
                Log.Add(e.Message + n);
            }
            finally
            {
                kept += Stop.Int(3) + n;
            }
            Log.Add(Stop.Int(kept));
            while (n > 0)
            {
                try
                {
                    if (kept > 3)
                        break;
                    if (kept > 2)
                        continue;
                    return n;
                }
                finally
                {
                    n -= Stop.Int(1);
                }
            }
        }
        return kept + Stop.Int(n) + kept;
    }

    [Fragment, Case(1), Case(7)]
    public static int BehindReturn(int n)
    {
        var kept = n * 3;
        kept += Stop.Int(n);
        return kept + n;
        try
        {
            Log.Add(kept);
            return kept + Stop.Int(1);
        }
        finally
        {
            Log.Add(Stop.Int(kept) + n);
        }
    }

    [Fragment, Case(1), Case(7)]
    public static int BehindThrow(int n)
    {
        var kept = n * 3;
        try
        {
            kept += Stop.Int(n);
            throw new InvalidOperationException("x" + kept);
            for (var i = 0; i < n; i++)
                kept += Stop.Int(i);
        }
        catch (InvalidOperationException e)
        {
            Log.Add(e.Message);
            kept += Stop.Int(2);
        }
        return kept + n;
    }

    [Fragment, Case(1), Case(7)]
    public static int BehindGoto(int n)
    {
        var kept = n * 3;
        goto Past;
        Back:
        kept += Stop.Int(1);
        return kept + n;
        Past:
        kept += Stop.Int(2);
        if (n > 3)
            goto Back;
        while (true)
        {
            kept += Stop.Int(3);
            if (kept > 10)
                goto Back;
        }
        kept += Stop.Int(4) + n;
        goto Past;
    }

    [Fragment, Case(1), Case(7)]
    public static int OnConstants(int n)
    {
        var kept = n * 3;
        switch (Name)
        {
            case "b":
                kept += Stop.Int(1);
                break;
            case "a":
                kept += Stop.Int(2);
                break;
            default:
                kept += Stop.Int(3);
                break;
        }
        kept += 5 switch { 5 => Stop.Int(n), _ => Stop.Int(kept) };
        kept += No ? Stop.Int(4) + n : Stop.Int(5);
        kept += (Name ?? Stop.Text("c" + n)).Length;
        return kept + n;
    }

    /// <summary>A local function is often behind the return, and nothing behind it is reached.</summary>
    [Fragment, Case(1), Case(7)]
    public static int FunctionAtTheEnd(int n)
    {
        var kept = n * 3;
        try
        {
            kept += Stop.Int(1);
            return Twice(kept);

            static int Twice(int value) => value * 2;
        }
        finally
        {
            Log.Add(Stop.Int(kept) + n);
        }
    }

    [Fragment, Case(1), Case(7)]
    public static int LambdaBehindThrow(int n)
    {
        var kept = n * 3;
        try
        {
            if (n > 3)
            {
                kept += Stop.Int(1);
                throw new InvalidOperationException("x" + kept);
                Func<int, int> never = v => v + n;
                Log.Add(never(1));
            }
            else
            {
                return kept;
                Log.Add(Enumerable.Range(0, n).Select(v => v + 1).Sum());
            }
        }
        catch (InvalidOperationException e)
        {
            Log.Add(e.Message);
            return Stop.Int(kept) + n;
            Log.Add(Enumerable.Range(0, n).Select(v => v + 1).Sum());
        }
        finally
        {
            Log.Add(Stop.Int(kept) + n);
        }
    }

    /// <summary>A goto passes what is dead.</summary>
    [Fragment, Case(1), Case(7)]
    public static int LambdaAndLabel(int n)
    {
        var kept = n * 3;
        try
        {
            if (n > 3)
                goto Past;
            return kept + Stop.Int(1);
            Func<int, int> never = v => v + n;
            Log.Add(never(1));
            Past:
            kept += Stop.Int(2);
        }
        finally
        {
            Log.Add(Stop.Int(kept) + n);
        }
        return kept + n;
    }

    /// <summary>A literal in a condition decides nothing by itself.</summary>
    [Fragment, Case(1), Case(7)]
    public static int Undecided(int n)
    {
        var kept = n * 3;
        if (Log.Say(true) && n > 3)
            kept += Stop.Int(1) + kept;
        while (n > 0 == true)
        {
            kept += Stop.Int(n) + kept;
            n -= 4;
        }
        switch (n)
        {
            case < 0 when kept > 4 != false:
                kept += Stop.Int(2) + kept;
                break;
        }
        return kept + n;
    }
}
