namespace Crm.Sdk.Conformance;

/// <summary>One named law that every implementation of an extension point keeps, run on an author's fixture.</summary>
/// <remarks>Knows no test framework. Immutable and thread-safe; a fixture is used by one run at a time.</remarks>
/// <typeparam name="TFixture">What the author writes: how to make the implementation.</typeparam>
public sealed class ConformanceLaw<TFixture>
{
    /// <summary>The size when none is asked for: some seconds for all laws of a store on disk.</summary>
    public const int DefaultSize = 200;

    private readonly Func<TFixture, ulong, int, CancellationToken, Task<LawResult>> _run;

    internal ConformanceLaw(string name, string shows, Func<TFixture, ulong, int, CancellationToken, Task<LawResult>> run)
    {
        Name = name;
        Shows = shows;
        _run = run;
    }

    /// <summary>The name: lower-case words with hyphens, stable, unique among the laws of an extension point.</summary>
    public string Name { get; }

    /// <summary>What an implementation that keeps the law can be trusted with, in one sentence.</summary>
    public string Shows { get; }

    /// <summary>Runs the law.</summary>
    /// <param name="fixture">The author's fixture.</param>
    /// <param name="seed">Where random cases start; the same seed and size give the same cases.</param>
    /// <param name="size">About how many operations or cases to try, 1 or more. See <see cref="DefaultSize"/>; some laws take a fixed number.</param>
    /// <param name="cancellationToken">Stops between cases.</param>
    /// <returns>The result. What the implementation throws breaks the law; what the fixture throws while it makes or closes things comes through.</returns>
    public Task<LawResult> RunAsync(TFixture fixture, ulong seed, int size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return _run(fixture, seed, size, cancellationToken);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
