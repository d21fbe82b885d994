namespace Crm.Sdk.Plugins.Resolution;

/// <summary>Puts things into a total order: each after those it depends on; among those that are free, greater priority first; then by name, by code point.</summary>
internal static class DependencyOrder
{
    /// <param name="items">The things, without circles among them.</param>
    /// <param name="dependsOn">Which places among the items the item at a place depends on.</param>
    /// <param name="priority">Greater first.</param>
    /// <param name="name">Unique.</param>
    public static List<T> Sort<T>(IReadOnlyList<T> items, Func<int, IEnumerable<int>> dependsOn, Func<T, int> priority, Func<T, string> name)
    {
        var waitingFor = new int[items.Count];
        var dependents = new List<int>[items.Count];
        for (int i = 0; i < items.Count; i++)
        {
            foreach (int dependency in dependsOn(i).Distinct())
            {
                waitingFor[i]++;
                (dependents[dependency] ??= []).Add(i);
            }
        }

        var free = new PriorityQueue<int, (int Priority, string Name)>(Comparer<(int Priority, string Name)>.Create(
            static (left, right) => left.Priority != right.Priority ? right.Priority.CompareTo(left.Priority) : string.CompareOrdinal(left.Name, right.Name)));
        for (int i = 0; i < items.Count; i++)
        {
            if (waitingFor[i] == 0)
            {
                free.Enqueue(i, (priority(items[i]), name(items[i])));
            }
        }

        var sorted = new List<T>(items.Count);
        while (free.TryDequeue(out int next, out _))
        {
            sorted.Add(items[next]);
            foreach (int dependent in dependents[next] ?? [])
            {
                if (--waitingFor[dependent] == 0)
                {
                    free.Enqueue(dependent, (priority(items[dependent]), name(items[dependent])));
                }
            }
        }

        return sorted.Count == items.Count ? sorted : throw new InvalidOperationException("The items depend on each other in a circle.");
    }
}
