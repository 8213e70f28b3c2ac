// FileTrail in Azure Container Apps: nothing runs while nobody asks, and there is no secret anywhere. FileTrail signs in to Defender
// with an identity of its own, which is also what reads the image, and who asks brings a token of Entra. README.md says the rest.

@description('Where everything is made.')
param location string = resourceGroup().location

@description('The image, in a registry: registry.azurecr.io/filetrail:0.1.0')
param image string

@description('The name of the Azure Container Registry in this resource group that holds the image; empty for one that anybody may read.')
param registry string = ''

@description('The application (client) id that people\'s tokens are for, see docs/how-to/let-others-in.md.')
param audience string

@description('Where the tenant lives, which gives the hosts of Defender.')
@allowed(['commercial', 'us', 'eu', 'uk', 'au', 'swa', 'ina', 'aea', 'gcc', 'gcc-high', 'dod'])
param cloud string = 'commercial'

@description('How many replicas at the most. More than one shares nothing without a store, so the budget is divided among them.')
@minValue(1)
@maxValue(10)
param mostReplicas int = 1

@description('Questions under way for each replica before there is another.')
param questionsAtOnce int = 20

var name = 'filetrail'
var acrPull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
}

resource images 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: empty(registry) ? 'none' : registry
}

resource mayPull 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(registry)) {
  name: guid(resourceGroup().id, name, acrPull)
  scope: images
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: acrPull
  }
}

// Logs are streamed and kept nowhere until a workspace is named: az containerapp env update --logs-destination log-analytics …
resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: name
  location: location
  properties: {}
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  dependsOn: [mayPull]
  properties: {
    managedEnvironmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 8080
        transport: 'http'
        allowInsecure: false
      }
      registries: empty(registry) ? [] : [
        {
          server: '${registry}${az.environment().suffixes.acrLoginServer}'
          identity: identity.id
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 25
      containers: [
        {
          name: name
          image: image
          resources: {
            cpu: json('0.25')
            memory: '0.5Gi'
          }
          env: [
            { name: 'FILETRAIL_IDENTITY', value: 'managed' }
            { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
            { name: 'FILETRAIL_CLOUD', value: cloud }
            { name: 'FILETRAIL_ACCESS', value: 'oidc' }
            { name: 'FILETRAIL_ACCESS_ISSUER', value: '${az.environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0' }
            { name: 'FILETRAIL_ACCESS_AUDIENCE', value: audience }
            { name: 'FILETRAIL_ACCESS_SCOPE', value: 'api://${audience}/Machines.Read' }
            { name: 'FILETRAIL_ACCESS_URL', value: 'https://${name}.${environment.properties.defaultDomain}' }
            { name: 'FILETRAIL_BUDGET_PER_MINUTE', value: string(100 / mostReplicas) }
            { name: 'FILETRAIL_BUDGET_PER_HOUR', value: string(1500 / mostReplicas) }
            { name: 'QUARKUS_HTTP_HOST', value: '0.0.0.0' }
            { name: 'QUARKUS_MANAGEMENT_HOST', value: '0.0.0.0' }
            { name: 'QUARKUS_LOG_CONSOLE_JSON_ENABLED', value: 'true' }
          ]
          probes: [
            { type: 'Startup', httpGet: { path: '/q/health/started', port: 9000 }, periodSeconds: 1, failureThreshold: 30 }
            { type: 'Readiness', httpGet: { path: '/q/health/ready', port: 9000 }, periodSeconds: 5 }
            { type: 'Liveness', httpGet: { path: '/q/health/live', port: 9000 }, periodSeconds: 10, timeoutSeconds: 3 }
          ]
        }
      ]
      scale: {
        minReplicas: 0
        maxReplicas: mostReplicas
        rules: [
          {
            name: 'questions'
            http: { metadata: { concurrentRequests: string(questionsAtOnce) } }
          }
        ]
      }
    }
  }
}

@description('Where assistants connect.')
output mcp string = 'https://${app.properties.configuration.ingress.fqdn}/mcp'

@description('The identity that Defender\'s permission is given to.')
output principal string = identity.properties.principalId
