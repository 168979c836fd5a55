using Weave.Analyzer.Codecs;
using Weave.Analyzer.Support;
using Weave.Contracts;

namespace Weave.Analyzer.Evolution;

/// <summary>A <c>[Migrates]</c> method, read.</summary>
/// <param name="Home">The type inside which it can be called; null if it can be called anywhere.</param>
/// <param name="Owner">The type or function whose value it makes, as contracts name it.</param>
/// <param name="Member">The member or variable.</param>
/// <param name="Type">Its type, as contracts name it.</param>
/// <param name="ResultType">The same as code names it.</param>
/// <param name="Inputs">The old values it wants.</param>
/// <param name="Call">Calls it with what <c>inputs</c> holds.</param>
sealed record MigrationModel(HomeModel? Home, string Owner, string Member, string Type, string ResultType, EquatableArray<Member> Inputs, string Call)
{
    /// <summary>As contracts state it.</summary>
    public MigrationContract ToContract() => new(Owner, Member, Type, [.. Inputs]);
}
