using Crm.Sdk.Plugins.Resolution;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Resolution;

public sealed class DependencyOrderTests
{
    /// <summary>Things named a to h in any sequence, each with a priority and with dependencies on things of lesser names, so without circles.</summary>
    private static readonly Gen<Thing[]> Things =
        from count in Gen.Choose(1, 8)
        from priorities in Gen.Choose(-2, 2).ArrayOf(count)
        from dependencies in Gen.Choose(0, 255).ArrayOf(count)
        from sequence in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
        select sequence.Select(i => new Thing(
            Name(i), priorities[i], [.. Enumerable.Range(0, i).Where(other => (dependencies[i] >> other & 1) == 1).Select(Name)])).ToArray();

    [Fact]
    public void A_thing_stands_after_all_it_depends_on() => Law.Holds(Things, things =>
    {
        List<string> sorted = [.. Sort(things).Select(thing => thing.Name)];
        return things.All(thing => thing.Needs.All(needed => sorted.IndexOf(needed) < sorted.IndexOf(thing.Name)));
    });

    [Fact]
    public void The_order_does_not_depend_on_the_sequence_in_which_things_were_found() =>
        Law.Holds(Things, things => Sort(things).SequenceEqual(Sort([.. things.Reverse()])));

    [Fact]
    public void Among_things_that_are_free_at_the_same_time_the_greater_priority_then_the_lesser_name_is_first() => Law.Holds(Things, things =>
    {
        var placed = new HashSet<string>();
        foreach (Thing next in Sort(things))
        {
            Thing first = things.Where(thing => !placed.Contains(thing.Name) && thing.Needs.All(placed.Contains))
                .OrderByDescending(thing => thing.Priority).ThenBy(thing => thing.Name, StringComparer.Ordinal).First();
            if (next != first)
            {
                return false;
            }

            placed.Add(next.Name);
        }

        return placed.Count == things.Length;
    });

    [Fact]
    public void A_circle_is_refused() => Assert.Throws<InvalidOperationException>(() => Sort([new Thing("a", 0, ["b"]), new Thing("b", 0, ["a"])]));

    private static List<Thing> Sort(IReadOnlyList<Thing> things) => DependencyOrder.Sort(
        things,
        place => Enumerable.Range(0, things.Count).Where(other => things[place].Needs.Contains(things[other].Name)),
        thing => thing.Priority,
        thing => thing.Name);

    private static string Name(int i) => ((char)('a' + i)).ToString();

    private sealed record Thing(string Name, int Priority, ValueList<string> Needs);
}
