using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Analyzer.Ledger;

namespace Weave.Generator.Tests.Ledger;

/// <summary>Every kind of the compiler that runs has a verdict that somebody decided on: a newer compiler's kinds make these tests fail, and are refused until then.</summary>
public sealed class LedgerTests
{
    /// <summary>Nodes that do not stand in a method body: parts of files, types, members, documentation and directives.</summary>
    static readonly string[] outside =
    [
        "None", "List", "CompilationUnit", "NamespaceDeclaration", "FileScopedNamespaceDeclaration", "UsingDirective", "ExternAliasDirective", "LineDirectivePosition",
        "ClassDeclaration", "StructDeclaration", "InterfaceDeclaration", "EnumDeclaration", "DelegateDeclaration", "RecordDeclaration", "RecordStructDeclaration",
        "ExtensionBlockDeclaration", "UnionDeclaration", "EnumMemberDeclaration", "FieldDeclaration", "EventFieldDeclaration", "MethodDeclaration", "OperatorDeclaration",
        "ConversionOperatorDeclaration", "ConstructorDeclaration", "DestructorDeclaration", "PropertyDeclaration", "EventDeclaration", "IndexerDeclaration", "IncompleteMember",
        "GetAccessorDeclaration", "SetAccessorDeclaration", "InitAccessorDeclaration", "AddAccessorDeclaration", "RemoveAccessorDeclaration", "UnknownAccessorDeclaration",
        "AccessorList", "BaseList", "SimpleBaseType", "PrimaryConstructorBaseType", "BaseConstructorInitializer", "ThisConstructorInitializer", "ExplicitInterfaceSpecifier",
        "BracketedParameterList",
    ];

    [Fact]
    public void Every_kind_of_syntax_in_a_body_has_a_row()
    {
        var missing = Enum.GetValues<SyntaxKind>().Distinct().Where(static k => !SyntaxLedger.Rows.ContainsKey(k) && !IsOutside(k.ToString())).Select(static k => $"{k} = {(int)k}");
        Assert.Empty(missing);
    }

    [Fact]
    public void What_has_no_row_is_refused() =>
        Assert.All([(SyntaxKind)9999, SyntaxKind.ClassDeclaration, SyntaxKind.CompilationUnit], static k => Assert.Equal(Verdict.Rejected, SyntaxLedger.Of(k)));

    [Fact]
    public void Every_kind_of_operation_has_a_verdict()
    {
        // Code that does not compile, and a kind that no compiler makes any more (52).
        int[] refused = [(int)OperationKind.Invalid, 52];
        var kinds = Enum.GetValues<OperationKind>().Distinct().ToList();
        Assert.Equal(refused.Order(), kinds.Where(static k => OperationLedger.Of(k) == Verdict.Rejected).Select(static k => (int)k).Order());
        Assert.Equal(Verdict.Rejected, OperationLedger.Of((OperationKind)9999));
    }

    static bool IsOutside(string kind) =>
        outside.Contains(kind) || kind.EndsWith("Token", StringComparison.Ordinal) || kind.EndsWith("Keyword", StringComparison.Ordinal) || kind.EndsWith("Trivia", StringComparison.Ordinal)
        || kind.StartsWith("Xml", StringComparison.Ordinal) || kind.EndsWith("Cref", StringComparison.Ordinal) || kind.StartsWith("Cref", StringComparison.Ordinal);
}
