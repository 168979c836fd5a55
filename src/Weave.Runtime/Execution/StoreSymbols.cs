using System.Runtime.CompilerServices;
using Weave.State;
using Weave.Storage;

namespace Weave.Execution;

/// <summary>The symbol table of a store, as codecs want to see it. Remembers the store's own errors, which come out of the middle of encoding, so that nobody takes them for errors of a value.</summary>
sealed class StoreSymbols(IRunStore store, bool keepsSecrets) : ISymbolTable
{
    /// <summary>True if what is encoded is encrypted before anybody else can read it.</summary>
    public bool KeepsSecrets => keepsSecrets;

    readonly ConditionalWeakTable<Exception, object> faults = [];

    public int Intern(string text)
    {
        try
        {
            return store.Intern(text);
        }
        catch (Exception e)
        {
            faults.TryAdd(e, this);
            throw;
        }
    }

    public string? Lookup(int number)
    {
        try
        {
            return store.Lookup(number);
        }
        catch (Exception e)
        {
            faults.TryAdd(e, this);
            throw;
        }
    }

    /// <summary>True if the exception, or what is behind it, is an error of the store.</summary>
    public bool IsFault(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException!)
        {
            if (faults.TryGetValue(e, out _))
                return true;
        }

        return false;
    }
}
