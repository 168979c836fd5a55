using System.Security.Cryptography;
using Weave.Sealing;

namespace Weave;

/// <summary>
/// The keys that a store is encrypted with: 256 bits each, named by ids. What is written is encrypted with the current one; the others open what was written before. Give it to
/// <see cref="HubOptions.Keys"/>. Its text form, in a file or an environment variable, has one key an entry, the current one first: <c>id base64</c>; entries are divided by line ends or
/// semicolons, and <c>#</c> begins a remark.
/// </summary>
public sealed class KeyRing
{
    const int KeySize = 32;
    const int LongestId = 64;

    readonly Dictionary<string, byte[]> keys = new(StringComparer.Ordinal);

    /// <param name="current">The id of the key that new data is encrypted with.</param>
    /// <param name="keys">All keys by id, 32 bytes each.</param>
    public KeyRing(string current, IEnumerable<KeyValuePair<string, byte[]>> keys)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var (id, key) in keys)
        {
            if (id.Length is 0 or > LongestId || id.AsSpan().ContainsAnyExcept(idCharacters))
                throw new ArgumentException($"'{id}' is no id of a key: it has 1 to {LongestId} letters, digits, dots, hyphens and underscores.", nameof(keys));
            if (key.Length != KeySize)
                throw new ArgumentException($"The key '{id}' has {key.Length} bytes; it has to have {KeySize}.", nameof(keys));
            if (!this.keys.TryAdd(id, [.. key]))
                throw new ArgumentException($"Two keys are called '{id}'.", nameof(keys));
        }

        if (!this.keys.ContainsKey(current))
            throw new ArgumentException($"The current key '{current}' is not among the keys.", nameof(current));
        Current = current;
        Sealer = new Sealer(this);
    }

    static readonly System.Buffers.SearchValues<char> idCharacters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    /// <summary>The id of the key that new data is encrypted with.</summary>
    public string Current { get; }

    /// <summary>The ids of all keys.</summary>
    public IReadOnlyCollection<string> Ids => keys.Keys;

    internal Sealer Sealer { get; }

    /// <summary>Reads the text form.</summary>
    /// <param name="text">Entries, the current one first.</param>
    /// <exception cref="FormatException">An entry is malformed. The message does not show it.</exception>
    public static KeyRing Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<KeyValuePair<string, byte[]>>();
        foreach (var line in text.Split(['\n', '\r', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#')
                continue;
            var parts = line.Split((char[])[' ', '\t', ':'], StringSplitOptions.RemoveEmptyEntries);
            var key = new byte[KeySize + 1];
            if (parts.Length != 2 || !Convert.TryFromBase64String(parts[1], key, out var length) || length != KeySize)
                throw new FormatException($"Entry {found.Count + 1} of the key ring is not an id and {KeySize} bytes in base64.");
            found.Add(new(parts[0], key[..KeySize]));
        }

        return found.Count > 0 ? new KeyRing(found[0].Key, found) : throw new FormatException("The key ring holds no key.");
    }

    /// <summary>Reads the text form from a file, which nobody but its owner may read.</summary>
    /// <param name="path">The file.</param>
    public static KeyRing FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new InvalidOperationException($"Others than its owner can read or change the key file '{path}': take that right away (chmod 600).");
        return Parse(File.ReadAllText(path));
    }

    /// <summary>Reads the text form from an environment variable.</summary>
    /// <param name="variable">Its name.</param>
    public static KeyRing FromEnvironment(string variable)
    {
        ArgumentException.ThrowIfNullOrEmpty(variable);
        return Parse(Environment.GetEnvironmentVariable(variable) ?? throw new InvalidOperationException($"The environment has no variable '{variable}', which should hold the keys."));
    }

    /// <summary>An entry with a new random key, for a key file.</summary>
    /// <param name="id">The id of the key.</param>
    public static string NewEntry(string id) => $"{id} {Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize))}";

    /// <summary>The ids; never the keys.</summary>
    public override string ToString() => $"{Current} (current){string.Concat(keys.Keys.Where(id => id != Current).Select(static id => ", " + id))}";

    internal byte[]? Find(string id) => keys.GetValueOrDefault(id);
}
