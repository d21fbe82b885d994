using System.Runtime.InteropServices;

namespace Crm.Sdk.Plugins.Loading;

/// <summary>Collects what a plugin asked for and got. Thread-safe, since assemblies are bound whenever code first needs them.</summary>
internal sealed class BindingLog
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, AssemblyBinding> _bindings = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SortedSet<string>> _requesters = new(StringComparer.OrdinalIgnoreCase);

    public void Reference(string name, string requestedBy)
    {
        lock (_gate)
        {
            ref SortedSet<string>? requesters = ref CollectionsMarshal.GetValueRefOrAddDefault(_requesters, name, out _);
            (requesters ??= new SortedSet<string>(StringComparer.Ordinal)).Add(requestedBy);
        }
    }

    public void Bind(string name, Version? requested, Version? given, AssemblySource source, string? path, string reason)
    {
        lock (_gate)
        {
            _bindings[name] = new AssemblyBinding(name, requested?.ToString(), given?.ToString(), source, path, default, reason);
        }
    }

    public ValueList<AssemblyBinding> ToValueList()
    {
        lock (_gate)
        {
            return _bindings.Values
                .Select(binding => _requesters.TryGetValue(binding.Name, out SortedSet<string>? requesters)
                    ? binding with { RequestedBy = requesters.ToValueList() }
                    : binding)
                .ToValueList();
        }
    }
}
