using Weave.Fuzz.Running;

namespace Weave.Fuzz.Shrinking;

/// <summary>A shrunk failure as a sample of the corpus, which the generator's tests run from then on.</summary>
static class RegressionFile
{
    /// <summary>Saves it, and says where.</summary>
    public static string Save(Mismatch mismatch, string folder)
    {
        var name = $"Seed{mismatch.Program.Seed}";
        var path = Path.Combine(folder, name + ".cs");
        var comment = string.Concat(mismatch.Detail.Split('\n').Take(3).Select(static line => $"// {line.TrimEnd()}\n"));
        File.WriteAllText(path, $"// Found by the fuzzer (--programs 1 --seed {mismatch.Program.Seed}), {mismatch.Kind}:\n{comment}{Shrinker.Rename(mismatch.Program.Text, name).TrimEnd()}\n");
        return path;
    }
}
