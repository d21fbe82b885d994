using System.Runtime.CompilerServices;

namespace Crm.Sdk.Classification;

/// <summary>Tells instances of rules and sources apart: one that was made anew, after a reload or with other settings, is another one.</summary>
/// <remarks>Keeps no instance alive. Thread-safe.</remarks>
internal static class InstanceNumbers
{
    private static readonly ConditionalWeakTable<object, StrongBox<long>> Numbers = [];

    private static long _last;

    public static string Describe(object owner, object instance) =>
        FormattableString.Invariant($"{owner}#{Numbers.GetValue(instance, static _ => new StrongBox<long>(Interlocked.Increment(ref _last))).Value}");
}
