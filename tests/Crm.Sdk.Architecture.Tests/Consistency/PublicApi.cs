using Crm.Sdk.Architecture.Tests.Api;
using Crm.Sdk.Architecture.Tests.Projects;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Architecture.Tests.Consistency;

/// <summary>The public types of all assemblies that users get.</summary>
internal static class PublicApi
{
    private static readonly Lazy<IReadOnlyList<ApiType>> LazyTypes = new(Read);

    public static IReadOnlyList<ApiType> Types => LazyTypes.Value;

    private static List<ApiType> Read()
    {
        List<ApiType> types = [];
        foreach (ProjectFile project in SolutionTree.Published)
        {
            using var assembly = AssemblyMetadata.Open(RepositoryFolder.BuiltAssembly(project.Folder, project.AssemblyName));
            types.AddRange(ApiReader.Read(assembly));
        }

        return types;
    }
}
