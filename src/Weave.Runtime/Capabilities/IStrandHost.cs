using Weave.Execution;

namespace Weave.Cluster;

/// <summary>What runs ask about the host they are on.</summary>
interface IStrandHost
{
    /// <summary>Whether it has this.</summary>
    bool Offers(string offer);

    /// <summary>Whether a function shall not be entered here: the host lacks what it needs, or another one is nearer to its data.</summary>
    bool Refuses(FragmentFunction function);
}
