using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>What <c>init</c> accessors need on netstandard2.0.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
static class IsExternalInit;
