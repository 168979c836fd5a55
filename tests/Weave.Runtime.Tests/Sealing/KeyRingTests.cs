namespace Weave.Runtime.Tests.Sealing;

public class KeyRingTests
{
    internal static byte[] Key(int seed)
    {
        var key = new byte[32];
        new Random(seed).NextBytes(key);
        return key;
    }

    internal static KeyRing Ring(params (string Id, int Seed)[] keys) => new(keys[0].Id, keys.Select(static key => KeyValuePair.Create(key.Id, Key(key.Seed))));

    [Fact]
    public void The_first_entry_is_the_current_one()
    {
        var ring = KeyRing.Parse($"# keys of the shop\n{KeyRing.NewEntry("2026-11")}\r\n{KeyRing.NewEntry("2026-05")}; {KeyRing.NewEntry("old_1")}\n");
        Assert.Equal("2026-11", ring.Current);
        Assert.Equal(["2026-11", "2026-05", "old_1"], ring.Ids);
        Assert.Equal("2026-11 (current), 2026-05, old_1", ring.ToString());
    }

    [Fact]
    public void Wrong_entries_are_refused_without_showing_them()
    {
        var secret = Convert.ToBase64String(Key(1)[..31]);
        foreach (var text in new[] { "", "# nothing", "k1", $"k1 {secret}", $"k1 {secret} more", "k1 !!!!" })
            Assert.DoesNotContain(secret, Assert.Throws<FormatException>(() => KeyRing.Parse(text)).Message, StringComparison.Ordinal);
        var good = Convert.ToBase64String(Key(1));
        Assert.Throws<ArgumentException>(() => KeyRing.Parse($"k1 {good}\nk1 {good}"));
        Assert.Throws<ArgumentException>(() => KeyRing.Parse($"k/1 {good}"));
        Assert.Throws<ArgumentException>(() => new KeyRing("k2", [new("k1", Key(1))]));
        Assert.Throws<ArgumentException>(() => new KeyRing("k1", [new("k1", new byte[16])]));
    }

    [Fact]
    public void A_key_file_is_its_owners_alone()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, KeyRing.NewEntry("k1"));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
                Assert.Throws<InvalidOperationException>(() => KeyRing.FromFile(path));
                File.SetUnixFileMode(path, UnixFileMode.UserRead);
            }

            Assert.Equal("k1", KeyRing.FromFile(path).Current);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void An_environment_variable_holds_keys()
    {
        Environment.SetEnvironmentVariable("WEAVE_TEST_KEYS", $"{KeyRing.NewEntry("a")};{KeyRing.NewEntry("b")}");
        Assert.Equal(["a", "b"], KeyRing.FromEnvironment("WEAVE_TEST_KEYS").Ids);
        Assert.Throws<InvalidOperationException>(() => KeyRing.FromEnvironment("WEAVE_TEST_NO_KEYS"));
    }
}
