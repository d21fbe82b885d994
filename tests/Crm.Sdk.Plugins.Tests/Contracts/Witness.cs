using System.Collections.Concurrent;

namespace Crm.Sdk.Plugins.Tests.Contracts;

/// <summary>What plugins tell the tests, by a key that is a test's own.</summary>
public static class Witness
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Said = new();
    private static readonly ConcurrentDictionary<string, ManualResetEventSlim> Gates = new();

    public static void Say(string key, string what) => Said.GetOrAdd(key, _ => new()).Enqueue(what);

    public static IReadOnlyList<string> Of(string key) => Said.TryGetValue(key, out ConcurrentQueue<string>? said) ? [.. said] : [];

    /// <summary>Blocks the calling thread, as bad plugins do, until the test lets it go.</summary>
    public static void Block(string key) => Gates.GetOrAdd(key, _ => new()).Wait();

    public static void LetGo(string key) => Gates.GetOrAdd(key, _ => new()).Set();
}
