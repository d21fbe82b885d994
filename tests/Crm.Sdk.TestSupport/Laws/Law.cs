using FsCheck;
using FsCheck.Fluent;

namespace Crm.Sdk.TestSupport;

/// <summary>
/// Checks a law on random cases from a plain <c>[Fact]</c>. A broken law names the shrunk case and the value of <c>CRM_TEST_SEED</c> that brings exactly
/// that case back: <c>CRM_TEST_SEED=… dotnet test --filter …</c>.
/// </summary>
/// <remarks>
/// An <see cref="Arbitrary{T}"/> shrinks as it says. A <see cref="Gen{T}"/> alone has no shrinker; for lists of operations use <see cref="Sequences"/>, whose cases
/// shrink by leaving elements out. A law answers false or throws when it is broken.
/// </remarks>
public static class Law
{
    /// <summary>The number of cases when a test names none.</summary>
    public const int DefaultTests = 100;

    public static void Holds(Property law, int tests = DefaultTests) => LawCheck.Run(law, tests, LawSeed.FromEnvironment());

    public static void Holds<T>(Gen<T> cases, Func<T, bool> law, int tests = DefaultTests) => Holds(cases.ToArbitrary(), law, tests);

    public static void Holds<T>(Gen<T> cases, Action<T> law, int tests = DefaultTests) => Holds(cases.ToArbitrary(), law, tests);

    public static void Holds<T>(Arbitrary<T> cases, Func<T, bool> law, int tests = DefaultTests) => Holds(Prop.ForAll(cases, law), tests);

    public static void Holds<T>(Arbitrary<T> cases, Action<T> law, int tests = DefaultTests) => Holds(Prop.ForAll(cases, law), tests);

    public static void Holds<T1, T2>(Gen<T1> first, Gen<T2> second, Func<T1, T2, bool> law, int tests = DefaultTests) =>
        Holds(Prop.ForAll(first.ToArbitrary(), second.ToArbitrary(), law), tests);

    public static void Holds<T1, T2>(Gen<T1> first, Gen<T2> second, Action<T1, T2> law, int tests = DefaultTests) =>
        Holds(Prop.ForAll(first.ToArbitrary(), second.ToArbitrary(), law), tests);

    public static void Holds<T1, T2>(Arbitrary<T1> first, Arbitrary<T2> second, Func<T1, T2, bool> law, int tests = DefaultTests) =>
        Holds(Prop.ForAll(first, second, law), tests);

    public static void Holds<T1, T2>(Arbitrary<T1> first, Arbitrary<T2> second, Action<T1, T2> law, int tests = DefaultTests) =>
        Holds(Prop.ForAll(first, second, law), tests);

    public static void Holds<T1, T2, T3>(Gen<T1> first, Gen<T2> second, Gen<T3> third, Func<T1, T2, T3, bool> law, int tests = DefaultTests) =>
        Holds(Prop.ForAll(first.ToArbitrary(), second.ToArbitrary(), third.ToArbitrary(), law), tests);

    public static void Holds<T1, T2, T3>(Gen<T1> first, Gen<T2> second, Gen<T3> third, Action<T1, T2, T3> law, int tests = DefaultTests) =>
        Holds(Prop.ForAll(first.ToArbitrary(), second.ToArbitrary(), third.ToArbitrary(), law), tests);

    /// <summary>On cases of FsCheck's own generator for the type (any value, extremes and null included).</summary>
    public static void Holds<T>(Func<T, bool> law, int tests = DefaultTests) => Holds(Prop.ForAll(law), tests);

    /// <inheritdoc cref="Holds{T}(Func{T, bool}, int)"/>
    public static void Holds<T>(Action<T> law, int tests = DefaultTests) => Holds(Prop.ForAll(law), tests);

    public static Task HoldsAsync<T>(Gen<T> cases, Func<T, Task<bool>> law, int tests = DefaultTests) => HoldsAsync(cases.ToArbitrary(), law, tests);

    public static Task HoldsAsync<T>(Gen<T> cases, Func<T, Task> law, int tests = DefaultTests) => HoldsAsync(cases.ToArbitrary(), law, tests);

    public static Task HoldsAsync<T>(Arbitrary<T> cases, Func<T, Task<bool>> law, int tests = DefaultTests) => HoldsAsync(Prop.ForAll(cases, law), tests);

    public static Task HoldsAsync<T>(Arbitrary<T> cases, Func<T, Task> law, int tests = DefaultTests) => HoldsAsync(Prop.ForAll(cases, law), tests);

    // FsCheck waits for each case on the thread that checks, so an asynchronous law is checked on a thread of the pool, outside xunit's synchronisation context.
    private static Task HoldsAsync(Property law, int tests) => Task.Run(() => Holds(law, tests));
}
