using Crm.Sdk.Plugins.Discovery;
using Crm.Sdk.Plugins.Manifests;
using NuGet.Versioning;

namespace Crm.Sdk.Plugins.Resolution;

/// <summary>Stage 4: decides from the manifests alone which plugins can be loaded together, and in which order.</summary>
internal sealed class PluginResolver(
    IReadOnlyDictionary<string, ExtensionPoint> points, PluginSettings settings, IReadOnlyDictionary<string, string> slots, NuGetVersion sdk)
{
    /// <summary>Takes out what cannot be loaded, and gives the rest in the order of loading.</summary>
    /// <param name="candidates">All that were found.</param>
    /// <param name="byId">The plugin of each id; of several with one id, the one that was kept.</param>
    public List<PluginCandidate> Resolve(IReadOnlyList<PluginCandidate> candidates, out IReadOnlyDictionary<PluginId, PluginCandidate> byId)
    {
        List<PluginCandidate> known = [.. candidates.Where(candidate => candidate.IsPending)];
        RefuseDuplicates(known);
        foreach (PluginCandidate candidate in known.Where(candidate => candidate.IsPending))
        {
            LeaveOutSwitchedOff(candidate);
            CheckSdk(candidate);
            CheckContributions(candidate);
        }

        FillSlots(known);
        BlockCycles(known);
        byId = candidates.Where(candidate => candidate.Manifest is not null)
            .OrderBy(candidate => candidate.Outcome?.Code == PluginErrorCodes.DuplicateId)
            .DistinctBy(candidate => candidate.Manifest!.Id)
            .ToDictionary(candidate => candidate.Manifest!.Id);

        List<PluginCandidate> pendings = [.. known.Where(candidate => candidate.IsPending)];
        Dictionary<PluginId, int> places = pendings.Select((candidate, place) => (candidate.Manifest!.Id, place)).ToDictionary(pair => pair.Id, pair => pair.place);
        List<PluginCandidate> order = DependencyOrder.Sort(
            pendings,
            place => pendings[place].Manifest!.Dependencies.Where(dependency => places.ContainsKey(dependency.Id)).Select(dependency => places[dependency.Id]),
            candidate => candidate.Manifest!.Contributions.Select(contribution => contribution.Priority).DefaultIfEmpty(0).Max(),
            candidate => candidate.Manifest!.Id.Value);
        foreach (PluginCandidate candidate in order)
        {
            CheckDependencies(candidate, byId);
        }

        return [.. order.Where(candidate => candidate.IsPending)];
    }

    /// <summary>Takes a plugin out whose needed plugins are missing, out of range, or out themselves. Asked again before each is loaded, since those may have failed by then.</summary>
    public static void CheckDependencies(PluginCandidate candidate, IReadOnlyDictionary<PluginId, PluginCandidate> byId)
    {
        foreach (PluginDependency dependency in candidate.Manifest!.Dependencies)
        {
            string? problem = null;
            string code = PluginErrorCodes.DependencyMissing;
            if (!byId.TryGetValue(dependency.Id, out PluginCandidate? needed))
            {
                problem = $"plugin {dependency.Id} {dependency.Range}, which is not there. Add it to the host";
            }
            else if (!SemanticRange.Parse(dependency.Range).Contains(needed.Version))
            {
                problem = $"plugin {dependency.Id} {dependency.Range}, but {needed.Version} is there. Install a version in the range";
                code = PluginErrorCodes.DependencyVersion;
            }
            else if (needed.Outcome is { } outcome)
            {
                problem = $"plugin {dependency.Id}, which is {outcome.State.ToString().ToLowerInvariant()} ({outcome.Code}). Mend that one first";
            }

            if (problem is null)
            {
                continue;
            }

            if (!dependency.Optional)
            {
                candidate.Leave(PluginState.Blocked, code, $"It needs {problem}.");
                return;
            }

            string note = $"It goes without an optional dependency: {problem}.";
            if (!candidate.Notes.Contains(note))
            {
                candidate.Notes.Add(note);
            }
        }
    }

    private static void RefuseDuplicates(List<PluginCandidate> known)
    {
        foreach (IGrouping<PluginId, PluginCandidate> same in known.GroupBy(candidate => candidate.Manifest!.Id).Where(group => group.Count() > 1))
        {
            // A referenced plugin is part of the host's program, so it stays; between two folders nobody but the operator can choose.
            PluginCandidate? referenced = same.FirstOrDefault(candidate => candidate.Referenced is not null);
            string places = string.Join(" and ", same.Select(candidate => $"{candidate.Version} in {candidate.Origin}").Order(StringComparer.Ordinal));
            foreach (PluginCandidate candidate in same.Where(candidate => candidate != referenced))
            {
                candidate.Leave(PluginState.Rejected, PluginErrorCodes.DuplicateId, $"The id {same.Key} is there more than once: {places}. Keep one of them.");
            }
        }
    }

    private void LeaveOutSwitchedOff(PluginCandidate candidate)
    {
        PluginId id = candidate.Manifest!.Id;
        string? text = settings.For(id)["Enabled"];
        if (text is null || (bool.TryParse(text, out bool enabled) && enabled))
        {
            return;
        }

        // A value that nobody understands was meant to say something, and "on" needs no saying.
        candidate.Leave(PluginState.Disabled, PluginErrorCodes.SwitchedOff, $"The setting Crm:Plugins:{id}:Enabled is '{text}'. Set it to true, or remove it.");
    }

    private void CheckSdk(PluginCandidate candidate)
    {
        SemanticRange range = SemanticRange.Parse(candidate.Manifest!.Sdk);
        if (!range.Contains(sdk))
        {
            candidate.Leave(
                PluginState.Rejected, PluginErrorCodes.SdkOutOfRange,
                $"It is made for Crm.Sdk {range}, and this host has {sdk.ToNormalizedString()}. Install a version of the plugin for this SDK, or change the host's.");
        }
        else if (!range.HasUpperBound)
        {
            candidate.Notes.Add($"Its range of SDK versions, {range}, has no upper bound, so it will be loaded by hosts that it was never tried on. Write such as [1.2,2.0).");
        }
    }

    private void CheckContributions(PluginCandidate candidate)
    {
        foreach (IGrouping<string, PluginContribution> several in candidate.Manifest!.Contributions.GroupBy(contribution => contribution.Kind).Where(group => group.Count() > 1))
        {
            if (points.TryGetValue(several.Key, out ExtensionPoint? point) && point.Exclusive)
            {
                candidate.Leave(
                    PluginState.Rejected, PluginErrorCodes.ExclusiveClaim,
                    $"It contributes {string.Join(" and ", several.Select(contribution => contribution.Name))} as {several.Key}, which a host takes one of. Split the plugin.");
            }
        }

        foreach (PluginContribution contribution in candidate.Manifest!.Contributions)
        {
            if (!points.TryGetValue(contribution.Kind, out ExtensionPoint? point))
            {
                candidate.Leave(
                    PluginState.Rejected, PluginErrorCodes.UnknownExtensionPoint,
                    $"It contributes a {contribution.Kind}, which this host has no place for; it knows {string.Join(", ", points.Keys.Order(StringComparer.Ordinal))}.");
            }
            else if (point.Version != contribution.Version)
            {
                candidate.Leave(
                    PluginState.Rejected, PluginErrorCodes.ExtensionPointVersion,
                    $"Its contribution {contribution.Kind}/{contribution.Name} is made for version {contribution.Version} of the contract; this host has version {point.Version}.");
            }
        }
    }

    private void FillSlots(List<PluginCandidate> known)
    {
        foreach (ExtensionPoint point in points.Values.Where(point => point.Exclusive).OrderBy(point => point.Kind, StringComparer.Ordinal))
        {
            var claims = (
                from candidate in known
                where candidate.IsPending
                from contribution in candidate.Manifest!.Contributions
                where contribution.Kind == point.Kind
                orderby candidate.Manifest!.Id, contribution.Name
                select (Candidate: candidate, contribution.Name)).ToList();
            string offered = string.Join(", ", claims.Select(claim => $"{claim.Name} (plugin {claim.Candidate.Manifest!.Id})"));
            if (slots.TryGetValue(point.Kind, out string? chosen))
            {
                foreach ((PluginCandidate candidate, string name) in claims.Where(claim => claim.Name != chosen && claim.Candidate.Manifest!.Id.Value != chosen))
                {
                    candidate.Leave(
                        PluginState.Disabled, PluginErrorCodes.NotSelected,
                        $"The setting Crm:Slots:{point.Kind} chooses '{chosen}', and this plugin offers '{name}'. On offer: {offered}.");
                }

                claims.RemoveAll(claim => !claim.Candidate.IsPending);
            }

            if (claims.Count > 1)
            {
                foreach ((PluginCandidate candidate, _) in claims)
                {
                    candidate.Leave(
                        PluginState.Blocked, PluginErrorCodes.ExclusiveClaim,
                        $"The host takes one {point.Kind}, and there are {claims.Count}: {offered}. Choose by the setting Crm:Slots:{point.Kind}, or take all but one away.");
                }
            }
        }
    }

    private static void BlockCycles(List<PluginCandidate> known)
    {
        Dictionary<PluginId, PluginCandidate> pending = known.Where(candidate => candidate.IsPending).ToDictionary(candidate => candidate.Manifest!.Id);
        var cycles = pending.Keys.Select(id => FindCycle(id, pending)).OfType<List<PluginId>>().ToList();
        foreach (List<PluginId> cycle in cycles)
        {
            string path = string.Join(" → ", cycle.Append(cycle[0]));
            pending[cycle[0]].Leave(
                PluginState.Blocked, PluginErrorCodes.DependencyCycle, $"Plugins need each other in a circle: {path}. One of them must do without the next.");
        }
    }

    /// <summary>The shortest circle through a plugin, from itself on; null where there is none.</summary>
    private static List<PluginId>? FindCycle(PluginId start, Dictionary<PluginId, PluginCandidate> pending)
    {
        var cameFrom = new Dictionary<PluginId, PluginId>();
        var next = new Queue<PluginId>([start]);
        while (next.TryDequeue(out PluginId at))
        {
            foreach (PluginDependency dependency in pending[at].Manifest!.Dependencies.OrderBy(dependency => dependency.Id))
            {
                if (dependency.Id == start)
                {
                    var cycle = new List<PluginId> { at };
                    for (PluginId id = at; id != start;)
                    {
                        cycle.Add(id = cameFrom[id]);
                    }

                    cycle.Reverse();
                    return cycle;
                }

                if (pending.ContainsKey(dependency.Id) && cameFrom.TryAdd(dependency.Id, at))
                {
                    next.Enqueue(dependency.Id);
                }
            }
        }

        return null;
    }
}
