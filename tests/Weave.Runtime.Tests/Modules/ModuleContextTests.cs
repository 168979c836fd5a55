using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Weave.Execution;
using Weave.Modules;
using Weave.Runtime.Tests.State;
using Weave.Runtime.Tests.Testing;
using Weave.State;

namespace Weave.Runtime.Tests.Modules;

/// <summary>This assembly a second time, as a module beside the process's code: the same names, other types.</summary>
public class ModuleContextTests
{
    /// <summary>What generated code must not do in a module, and can only by a codec written by hand.</summary>
    internal static void RegisterForeign() => CodecRegistry.Add(new ForeignCodec());

    [Fact]
    public void In_its_scope_names_mean_its_own_code()
    {
        var module = Load();
        var symbols = new TestSymbols();
        TypeResolver.AddModule(typeof(Node));
        object[] values =
        [
            new Node { Value = 1, Next = new Node { Extra = Tiny.Most } },
            new List<Node> { new() { Value = 2 } },
            new Dictionary<string, Node> { ["a"] = new() },
            new Node[] { new() },
            new Money { Amount = 3, Currency = "EUR" },
            Tiny.Least,
            (new Node(), 4),
            new OwnException(),
        ];
        foreach (var value in values)
        {
            var bytes = StateBytes.Encode(value, symbols);
            object theirs;
            using (module.Enter())
            {
                theirs = StateBytes.Decode<object>(bytes, symbols);
                Assert.Same(module, CodeScope.Of(theirs.GetType()));
                if (theirs is not Exception)
                    Assert.Equal(bytes, StateBytes.Encode(theirs, symbols));
            }

            Assert.Equal(value.GetType().Name, theirs.GetType().Name);
            Assert.NotEqual(value.GetType(), theirs.GetType());
            Assert.Equal(value.GetType(), StateBytes.Decode<object>(bytes, symbols).GetType());
        }

        Assert.Same(CodeScope.Process, CodeScope.Current);
        module.Unload();
    }

    [Fact]
    public void Functions_of_a_module_are_found_in_its_scope_alone()
    {
        var module = Load();
        var tally = module.LoadedAssemblies.First().GetType(typeof(Tally).FullName!)!;
        RuntimeHelpers.RunClassConstructor(tally.TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(Tally).TypeHandle);
        var ours = CodeScope.Process.Functions.Values.Single(f => f.NewFrame(0) is { } frame && frame.GetType().DeclaringType == typeof(Tally));
        Assert.Same(ours, FragmentRegistry.Find(ours.Id));
        using (module.Enter())
        {
            var theirs = FragmentRegistry.Find(ours.Id)!;
            Assert.NotSame(ours, theirs);
            Assert.Same(module, CodeScope.Of(theirs.NewFrame(0).GetType()));
            Assert.NotNull(FragmentRegistry.Find(DelayFrame.Info.Id));
        }

        module.Unload();
    }

    [Fact]
    public void A_module_cannot_say_how_a_shared_type_travels()
    {
        var module = Load();
        var register = module.LoadedAssemblies.First().GetType(typeof(ModuleContextTests).FullName!)!.GetMethod(nameof(RegisterForeign), BindingFlags.Static | BindingFlags.NonPublic)!;
        var error = Assert.Throws<TargetInvocationException>(() => register.Invoke(null, null)).InnerException;
        Assert.Contains("System.OperatingSystem", Assert.IsType<NotSupportedException>(error).Message);
        module.Unload();
    }

    [Fact]
    public void A_module_that_was_used_can_be_unloaded()
    {
        var context = UseAndUnload();
        for (var i = 0; context.IsAlive && i < 50; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive, "Something still holds the module.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference UseAndUnload()
    {
        var module = Load();
        var symbols = new TestSymbols();
        var bytes = StateBytes.Encode<object>(new List<Node> { new() { Extra = Tiny.Most }, new() { Extra = new Money() } }, symbols);
        using (module.Enter())
        {
            var theirs = StateBytes.Decode<object>(bytes, symbols);
            Assert.Equal(bytes, StateBytes.Encode(theirs, symbols));
        }

        var context = AssemblyLoadContext.GetLoadContext(module.LoadedAssemblies.First());
        module.Unload();
        return new WeakReference(context);
    }

    static CodeScope Load()
    {
        var own = typeof(ModuleContextTests).Assembly;
        var module = ModuleContext.Load("copy", new Dictionary<string, byte[]> { [own.GetName().Name!] = File.ReadAllBytes(own.Location) });
        var copy = module.LoadedAssemblies.First();
        RuntimeHelpers.RunModuleConstructor(copy.ManifestModule.ModuleHandle);
        TypeResolver.AddModule(copy.GetType(typeof(Node).FullName!)!);
        return module;
    }

    sealed class OwnException : Exception;

    sealed class ForeignCodec : Codec<OperatingSystem>
    {
        public override string Schema => "System.OperatingSystem";

        public override void Write(StateWriter writer, OperatingSystem value) => throw new NotSupportedException();

        public override OperatingSystem Read(StateReader reader) => throw new NotSupportedException();
    }
}
