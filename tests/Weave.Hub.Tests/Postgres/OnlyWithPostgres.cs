using Weave.Postgres;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Weave.Cluster.Tests.Postgres;

/// <summary>Leaves out the tests of a class where no PostgreSQL is installed: those it inherits cannot be marked one by one. That they are missing is what the skipped ones beside them say.</summary>
public sealed class OnlyWithPostgres : ITestCaseOrderer
{
    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase => PostgresServer.FindPrograms() is null ? [] : testCases;
}
