using System.Text.Json;
using Crm.Sdk.Plugins.Manifests;

namespace Crm.Sdk.Plugins.Preflight;

/// <summary>The check of a <c>.deps.json</c>, in managed code.</summary>
/// <remarks>
/// The runtime's own reader is native and trusts the file: <c>{}</c> aborts the process, a number as <c>runtimeTarget</c> crashes it. So nothing but a file of
/// exactly the form that the SDK writes gets through to it.
/// </remarks>
internal static class DepsFile
{
    /// <summary>The greatest size that is looked at, in bytes: large programs have some hundred kilobytes.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>What is wrong with the file; null where nothing is.</summary>
    public static string? FindProblem(ReadOnlySpan<byte> utf8)
    {
        PositionedJson root;
        try
        {
            root = PositionedJson.Parse(utf8);
        }
        catch (PositionedJsonException e)
        {
            return $"line {e.Line}, column {e.Column}: {e.Message}";
        }

        var check = new Check();
        check.Root(root);
        return check.Problem;
    }

    private sealed class Check
    {
        public string? Problem { get; private set; }

        public void Root(PositionedJson root)
        {
            if (!IsObject(root, "the file"))
            {
                return;
            }

            string? target = RuntimeTarget(root);
            if (Member(root, "targets", required: true) is { } targets && IsObject(targets, "'targets'"))
            {
                foreach ((_, PositionedJson libraries) in targets.Members)
                {
                    if (IsObject(libraries, "a target"))
                    {
                        foreach ((_, PositionedJson library) in libraries.Members)
                        {
                            TargetLibrary(library);
                        }
                    }
                }

                if (target is not null && targets[target] is null)
                {
                    Add(targets, $"'targets' lacks the runtime target '{PositionedJson.Shorten(target)}'");
                }
            }

            if (Member(root, "libraries", required: true) is { } all && IsObject(all, "'libraries'"))
            {
                foreach ((string name, PositionedJson library) in all.Members)
                {
                    Library(name, library);
                }
            }

            if (Member(root, "runtimes", required: false) is { } runtimes && IsObject(runtimes, "'runtimes'"))
            {
                foreach ((_, PositionedJson fallbacks) in runtimes.Members)
                {
                    if (fallbacks.Kind != JsonValueKind.Array || fallbacks.Items.Exists(item => item.Kind != JsonValueKind.String))
                    {
                        Add(fallbacks, "the fallbacks of a runtime are no array of texts");
                    }
                }
            }
        }

        private string? RuntimeTarget(PositionedJson root)
        {
            if (Member(root, "runtimeTarget", required: true) is not { } target)
            {
                return null;
            }

            PositionedJson? name = target.Kind == JsonValueKind.Object ? Member(target, "name", required: true) : target;
            if (name is null || !IsText(name, target.Kind == JsonValueKind.Object ? "the name of 'runtimeTarget'" : "'runtimeTarget'"))
            {
                return null;
            }

            return name.Text;
        }

        private void TargetLibrary(PositionedJson library)
        {
            if (!IsObject(library, "a library of a target"))
            {
                return;
            }

            foreach ((string section, PositionedJson value) in library.Members)
            {
                switch (section)
                {
                    case "runtime" or "native" or "resources" or "runtimeTargets" or "compile":
                        if (!IsObject(value, $"'{section}'"))
                        {
                            break;
                        }

                        foreach ((string path, PositionedJson asset) in value.Members)
                        {
                            RelativePath(asset, path);
                            Texts(asset, required: section == "runtimeTargets" ? ["rid", "assetType"] : []);
                        }

                        break;
                    case "dependencies":
                        Texts(value, required: []);
                        break;
                }
            }
        }

        private void Library(string name, PositionedJson library)
        {
            int slash = name.IndexOf('/', StringComparison.Ordinal);
            if (slash <= 0 || slash == name.Length - 1)
            {
                Add(library, $"the library '{PositionedJson.Shorten(name)}' is not of the form name/version");
            }

            if (!IsObject(library, "a library"))
            {
                return;
            }

            foreach ((string field, PositionedJson value) in library.Members)
            {
                switch (field)
                {
                    case "type" or "sha512" or "path" or "hashPath" or "runtimeStoreManifestName":
                        if (IsText(value, $"'{field}'") && field is "path" or "hashPath")
                        {
                            RelativePath(value, value.Text);
                        }

                        break;
                    case "serviceable":
                        if (value.Kind is not (JsonValueKind.True or JsonValueKind.False))
                        {
                            Add(value, "'serviceable' is neither true nor false");
                        }

                        break;
                }
            }

            _ = Member(library, "type", required: true);
            _ = Member(library, "sha512", required: true);
        }

        private void Texts(PositionedJson value, string[] required)
        {
            if (!IsObject(value, "an entry"))
            {
                return;
            }

            foreach ((string name, PositionedJson text) in value.Members)
            {
                _ = IsText(text, $"'{PositionedJson.Shorten(name)}'");
            }

            foreach (string name in required)
            {
                _ = Member(value, name, required: true);
            }
        }

        private void RelativePath(PositionedJson at, string path)
        {
            if (path.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(path) || path.Split('/', '\\').Contains(".."))
            {
                Add(at, $"the path '{PositionedJson.Shorten(path)}' leads out of the plugin's folder");
            }
        }

        private PositionedJson? Member(PositionedJson parent, string name, bool required)
        {
            PositionedJson? member = parent[name];
            if (member is null && required)
            {
                Add(parent, $"'{name}' is missing");
            }

            return member;
        }

        private bool IsObject(PositionedJson value, string what)
        {
            if (value.Kind == JsonValueKind.Object)
            {
                return true;
            }

            Add(value, $"{what} is no object");
            return false;
        }

        private bool IsText(PositionedJson value, string what)
        {
            if (value.Kind == JsonValueKind.String)
            {
                return true;
            }

            Add(value, $"{what} is no text");
            return false;
        }

        private void Add(PositionedJson at, string message) =>
            Problem ??= $"line {at.Line}, column {at.Column}{(at.Pointer.Length == 0 ? string.Empty : $" ({at.Pointer})")}: {message}";
    }
}
