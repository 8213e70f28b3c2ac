{{- define "filetrail.labels" -}}
app.kubernetes.io/name: filetrail
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: filetrail
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "filetrail.server" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: server
{{- end }}

{{- define "filetrail.valkey" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: valkey
{{- end }}
